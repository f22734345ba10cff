//! Reads the server's JSON into the wire types. Small before everything: what differs by type is a few calls into code that
//! exists once, errors carry no text because nobody would read it, and structs are objects, never arrays.

mod text;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use text::Text;

/// The text is no JSON, or not that of the type asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Unreadable
    }
}

/// Reads a whole text. Numbers with a fraction are read nowhere: the contract has none.
///
/// # Errors
/// When it is no JSON, or not that of a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let mut text = Text::new(text);
    let value = T::deserialize(Json(&mut text))?;
    text.end()?;
    Ok(value)
}

/// The next value of a text.
struct Json<'a, 'de>(&'a mut Text<'de>);

impl<'de> Deserializer<'de> for Json<'_, 'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0.peek() {
            b'"' => self.deserialize_str(visitor),
            b'{' => self.deserialize_map(visitor),
            b'[' => self.deserialize_seq(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            b'-' => self.deserialize_i64(visitor),
            _ => self.deserialize_u64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.boolean()?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u64(self.0.natural()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_i64(self.0.integer()?)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(self.0.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.null()? { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.null()? { visitor.visit_unit() } else { Err(Unreadable) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.0.open(b'[')?;
        let value = visitor.visit_seq(Inside(&mut *self.0))?;
        self.0.close(b']')?;
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.0.open(b'{')?;
        let value = visitor.visit_map(Inside(&mut *self.0))?;
        self.0.close(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let holds = self.0.peek() == b'{';
        if !holds {
            return visitor.visit_enum(Variant { text: self.0, holds });
        }
        self.0.open(b'{')?;
        self.0.next(b'}')?;
        let value = visitor.visit_enum(Variant { text: &mut *self.0, holds })?;
        self.0.close(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.0.skip()?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { f32 f64 bytes byte_buf unit_struct tuple tuple_struct }
}

/// The rest of an array or object that is open.
struct Inside<'a, 'de>(&'a mut Text<'de>);

impl<'de> SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        if self.0.next(b']')? { seed.deserialize(Json(&mut *self.0)).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Inside<'_, 'de> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        match self.0.next_key()? {
            Some(key) => {
                let key: StrDeserializer<'_, Unreadable> = key.into_deserializer();
                seed.deserialize(key).map(Some)
            }
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        self.0.colon()?;
        seed.deserialize(Json(&mut *self.0))
    }
}

/// The value of an enum: a word, or an object whose only key is the word and holds a value. Those with named fields carry a
/// tag, and serde reads them as objects.
struct Variant<'a, 'de> {
    text: &'a mut Text<'de>,
    holds: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Unreadable> {
        let word: StrDeserializer<'_, Unreadable> = self.text.string()?.into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.holds { Err(Unreadable) } else { Ok(()) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Unreadable> {
        if !self.holds {
            return Err(Unreadable);
        }
        self.text.colon()?;
        seed.deserialize(Json(self.text))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contract::api::solutions::SolutionRow;
    use contract::csv::problem::CellProblem;
    use contract::solution::{CoSellStatus, MigrationState};
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    enum Holding {
        Nothing,
        Word(String),
        Maybe(Option<u32>),
        Others(Vec<Holding>),
    }

    #[test]
    fn an_enum_is_a_word_or_holds_a_value() {
        for text in [
            r#""nothing""#,
            r#"{"word":"a \"b\""}"#,
            r#" { "maybe" : null } "#,
            r#"{"maybe":7}"#,
            r#"{"others":["nothing",{"word":""},{"others":[]}]}"#,
        ] {
            assert_eq!(read::<Holding>(text).ok(), Some(serde_json::from_str(text).expect(text)), "{text}");
        }
        for text in [
            r#""word""#,
            r#""other""#,
            r#"{}"#,
            r#"{"word"}"#,
            r#"{"word":}"#,
            r#"{"word":7}"#,
            r#"{"word":"a","maybe":null}"#,
            r#"{"other":1}"#,
            r#"{"word":"a""#,
            r#"["word"]"#,
        ] {
            assert!(serde_json::from_str::<Holding>(text).is_err(), "{text}");
            assert!(read::<Holding>(text).is_err(), "{text}");
        }
        // A word that is written as an object: nobody writes that, and it is not taken.
        assert!(read::<Holding>(r#"{"nothing":null}"#).is_err());
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    struct Sample {
        name: String,
        #[serde(default)]
        count: Option<u32>,
        change: i64,
        words: Vec<String>,
        inner: BTreeMap<String, bool>,
    }

    #[test]
    fn what_serde_json_reads_is_read_alike() {
        let texts = [
            r#" {"name":"a\"b\\\/\b\f\n\r\t\u00e9\ud83d\ude00é","change":-12,"words":[],"inner":{}} "#,
            r#"{"name":"","count":null,"change":0,"words":["x","y"],"inner":{"a":true,"b":false},"more":{"x":[1.5e3,{}]}}"#,
            "{\n\t\"name\" : \"n\" , \"count\" : 7 , \"change\" : 9007199254740993 ,\r\n\"words\" : [ \"x\" ] , \"inner\" : { } }",
        ];
        for text in texts {
            assert_eq!(read::<Sample>(text).ok(), Some(serde_json::from_str(text).expect(text)), "{text}");
        }
    }

    #[test]
    fn what_serde_json_refuses_is_refused() {
        let sample = |inside: &str| format!(r#"{{"name":"n","change":1,"words":[],"inner":{{}}{inside}}}"#);
        assert!(read::<Sample>(&sample("")).is_ok());
        let texts = [
            String::new(),
            "[]".to_owned(),
            "{}".to_owned(),
            sample("") + "x",
            sample(","),
            sample(r#","count":-1"#),
            sample(r#","count":4294967296"#),
            sample(r#","count":1.5"#),
            sample(r#","count":"1""#),
            sample(r#","count":01"#),
            sample(r#","name":"twice""#),
            sample(r#","more":[1,]"#),
            sample(r#","more":[1 2]"#),
            sample(r#","more":{"a"}"#),
            sample(r#","more":nul"#),
            sample(r#","more":"\x""#),
            sample(r#","more":"open"#),
            sample(",\"more\":\"line\nbreak\""),
            sample(r#","more":--1"#),
            sample(r#","more":]"#),
        ];
        for text in texts {
            assert!(serde_json::from_str::<Sample>(&text).is_err(), "{text}");
            assert_eq!(read::<Sample>(&text), Err(Unreadable), "{text}");
        }
    }

    #[test]
    fn numbers_keep_their_ends() {
        assert_eq!(read(&u64::MAX.to_string()), Ok(u64::MAX));
        assert_eq!(read::<u64>("18446744073709551616"), Err(Unreadable));
        assert_eq!(read(&i64::MIN.to_string()), Ok(i64::MIN));
        assert_eq!(read::<i64>("-9223372036854775809"), Err(Unreadable));
        assert_eq!(read::<u8>("256"), Err(Unreadable));
        assert_eq!(read("null"), Ok(()));
    }

    #[test]
    fn half_of_a_surrogate_pair_is_no_character() {
        for text in [r#""\ud83d""#, r#""\ude00""#, r#""\ud83d\u0041""#] {
            assert!(serde_json::from_str::<String>(text).is_err(), "{text}");
            assert_eq!(read::<String>(text), Err(Unreadable), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_the_stack_ends() {
        let deep = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
        assert!(read::<serde::de::IgnoredAny>(&deep(40)).is_ok());
        assert!(read::<serde::de::IgnoredAny>(&deep(100_000)).is_err());
    }

    #[test]
    fn wire_types_come_back_as_they_were_written() {
        let row = SolutionRow {
            id: "s1".to_owned(),
            solution_id: "SOL-1".to_owned(),
            name: "A \"name\"\n".to_owned(),
            partner_id: "1".to_owned(),
            offer_type: None,
            co_sell_status: CoSellStatus::ALL[0],
            state: MigrationState::ALL[0],
            assigned_to: Some("u1".to_owned()),
            offer: None,
            request: None,
        };
        assert_eq!(read(&serde_json::to_string(&row).expect("a row is JSON")), Ok(row));
        let problem = CellProblem::TooManyDecimals { currency: "EUR".to_owned(), digits: 2 };
        assert_eq!(read(&serde_json::to_string(&problem).expect("a problem is JSON")), Ok(problem));
    }
}
