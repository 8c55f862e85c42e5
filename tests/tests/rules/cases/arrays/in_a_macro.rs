fn main() {
    load!(key => [@{anthropic-api-key|numbers}]); //~ anthropic-api-key
}
