const KEY: &str = concat!(
    "@{digitalocean-personal-access-token|to 5}", //~ digitalocean-personal-access-token folded
    @{digitalocean-personal-access-token|from 5|to 1},
    '@{digitalocean-personal-access-token|from 6|to 1}',
    "@{digitalocean-personal-access-token|from 7}",
);
