core::arch::global_asm!(".asciz \"@{stripe-secret-key}\""); //~ stripe-secret-key
