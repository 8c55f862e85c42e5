fn metadata(request: &mut Request<()>) {
    request.metadata_mut().insert("authorization", MetadataValue::from_static("Bearer @{jwt-signed-token}")); //~ jwt-signed-token
}
