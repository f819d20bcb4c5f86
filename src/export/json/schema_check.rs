//! Holds a JSON value to the published schema: the part of JSON Schema that it uses.

use regex::Regex;
use serde_json::Value;

/// What is wrong with a value, with the path to it.
pub(super) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let keys = schema.as_object().expect("a schema is an object");
    for (key, rule) in keys {
        let fine = match key.as_str() {
            "$ref" => {
                let path = rule.as_str().and_then(|r| r.strip_prefix('#')).expect("a local one");
                check(root, root.pointer(path).expect("defined"), value, at, found);
                true
            }
            "type" => match rule.as_str().expect("one type") {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64(),
                "boolean" => value.is_boolean(),
                other => panic!("the type {other} is not known"),
            },
            "enum" => rule.as_array().expect("terms").contains(value),
            "const" => rule == value,
            "pattern" => {
                let pattern = Regex::new(rule.as_str().expect("a pattern")).expect("valid");
                value.as_str().is_some_and(|text| pattern.is_match(text))
            }
            "minimum" => value.as_u64() >= rule.as_u64(),
            "maximum" => value.as_u64() <= rule.as_u64(),
            "minItems" => value.as_array().map(|a| a.len() as u64) >= rule.as_u64(),
            "maxItems" => value.as_array().map(|a| a.len() as u64) <= rule.as_u64(),
            "minLength" => value.as_str().map(|s| s.chars().count() as u64) >= rule.as_u64(),
            "maxLength" => value.as_str().map(|s| s.chars().count() as u64) <= rule.as_u64(),
            "required" => rule
                .as_array()
                .expect("names")
                .iter()
                .all(|name| value.get(name.as_str().expect("a name")).is_some()),
            "additionalProperties" => value.as_object().is_none_or(|fields| {
                fields.keys().all(|name| schema["properties"].get(name).is_some())
            }),
            "properties" => {
                for (name, part) in rule.as_object().expect("properties") {
                    if let Some(inner) = value.get(name) {
                        check(root, part, inner, &format!("{at}.{name}"), found);
                    }
                }
                true
            }
            "items" => {
                for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, inner, &format!("{at}[{i}]"), found);
                }
                true
            }
            "oneOf" => {
                let fits = |part: &&Value| {
                    let mut inner = Vec::new();
                    check(root, part, value, at, &mut inner);
                    inner.is_empty()
                };
                rule.as_array().expect("parts").iter().filter(fits).count() == 1
            }
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            other => panic!("the rule {other} is not known"),
        };
        if !fine {
            found.push(format!("{at}: {key} {rule}"));
        }
    }
}
