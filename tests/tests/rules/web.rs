//! Headers, URLs, bodies and connection strings.

use crate::harness::cases;

cases! { "web":
    authorization_header
    basic_auth
    bearer_auth
    body_in_a_raw_string
    bot_url
    connection_string
    cookie
    form
    grpc_metadata
    header_names_it
    header_value
    query_of_a_url
    shared_access_key
    socket_url
    user_of_a_url
    webhook
}
