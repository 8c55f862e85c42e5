fn f() { "never closed
 /* nor this