fn path() -> String {
    ["assets", "img", "logo-2x.png"].join("/") + "?v=3" + concat!("&t=", 12, 'x')
}
