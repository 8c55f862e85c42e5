const KEY: [u8; 40] = [@{github-personal-access-token|bytes}]; //~ github-personal-access-token array
