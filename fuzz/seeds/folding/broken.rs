fn f( { "@{github-personal-access-token}" + "b" 
// @{private-key}
