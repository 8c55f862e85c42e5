//@ kinds: structured contextual password key

#[derive(clap::Parser)]
struct Args {
    #[arg(long, env = "@{NAME}", default_value = "@{secret}")] //~ secret
    @{name}: String,
}
