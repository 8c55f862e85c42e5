//! As much of JSON Schema as our own schema uses; a keyword that is not known
//! here fails, so that none is passed over.

use serde_json::Value;

/// Panics where `value` does not fit the schema.
pub(crate) fn check(schema: &Value, value: &Value) {
    Checker { root: schema }.check(schema, value, "$");
}

struct Checker<'s> {
    root: &'s Value,
}

impl Checker<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str) {
        for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
            self.keyword(keyword, wanted, schema, value, at);
        }
    }

    fn keyword(&self, keyword: &str, wanted: &Value, schema: &Value, value: &Value, at: &str) {
        match keyword {
            "$schema" | "$id" | "$defs" | "title" | "description" => {}
            "$ref" => self.check(self.definition(wanted), value, at),
            "type" => assert!(is_of_type(wanted, value), "{at}: {value} is no {wanted}"),
            "const" => assert_eq!(wanted, value, "{at}"),
            "enum" => assert!(wanted.as_array().unwrap().contains(value), "{at}: {value}"),
            "minimum" => assert!(value.as_u64() >= wanted.as_u64(), "{at}: {value}"),
            "required" => required(wanted, value, at),
            "additionalProperties" => no_more(schema, value, at),
            "properties" => self.properties(wanted, value, at),
            "items" => self.items(wanted, value, at),
            "anyOf" => self.any_of(wanted, value, at),
            other => panic!("{at}: keyword {other} is not known"),
        }
    }

    fn definition(&self, reference: &Value) -> &Value {
        let pointer = reference.as_str().unwrap().trim_start_matches('#');
        self.root.pointer(pointer).expect("the definition is there")
    }

    fn properties(&self, wanted: &Value, value: &Value, at: &str) {
        let Some(object) = value.as_object() else { return };
        for (name, schema) in wanted.as_object().unwrap() {
            if let Some(value) = object.get(name) {
                self.check(schema, value, &format!("{at}.{name}"));
            }
        }
    }

    fn items(&self, schema: &Value, value: &Value, at: &str) {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            self.check(schema, item, &format!("{at}[{index}]"));
        }
    }

    /// Alternatives are told apart by their types: null, or what is described.
    fn any_of(&self, wanted: &Value, value: &Value, at: &str) {
        let null = serde_json::json!({ "type": "null" });
        let other = wanted.as_array().unwrap().iter().find(|schema| **schema != null);
        if !value.is_null() {
            self.check(other.unwrap(), value, at);
        }
    }
}

fn is_of_type(wanted: &Value, value: &Value) -> bool {
    match wanted.as_str().expect("one type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        other => panic!("type {other} is not known"),
    }
}

fn required(wanted: &Value, value: &Value, at: &str) {
    for name in wanted.as_array().unwrap() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: {name} is missing");
    }
}

fn no_more(schema: &Value, value: &Value, at: &str) {
    let known = schema["properties"].as_object().unwrap();
    for name in value.as_object().into_iter().flat_map(|object| object.keys()) {
        assert!(known.contains_key(name), "{at}: {name} is not described");
    }
}
