const KEY: [char; 40] = [@{github-personal-access-token|chars}]; //~ github-personal-access-token array
