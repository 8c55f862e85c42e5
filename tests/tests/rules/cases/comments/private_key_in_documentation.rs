/**
A key:
@{private-key-ec} //~ private-key-ec doc
*/
fn key() {}
