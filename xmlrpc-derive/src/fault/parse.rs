//! From an error type to its cases.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprLit, ExprUnary, Fields, Ident, Lit, LitInt, LitStr, Member, Type, UnOp,
};

use super::{Case, CaseFault};
use crate::doc::Help;
use crate::errors::Errors;
use crate::options::{Options, Usage};
use crate::paths::{Facade, PrivatePath};

const ON_STRUCT: Usage =
    Usage { attribute: "fault", options: &["code", "text_code", "message", "transparent", "crate"] };
const ON_ENUM: Usage = Usage { attribute: "fault", options: &["code", "text_code", "message", "crate"] };
const ON_VARIANT: Usage =
    Usage { attribute: "fault", options: &["code", "text_code", "message", "transparent", "other"] };

/// The options of one `#[fault]`.
struct FaultOptions {
    code: Option<Expr>,
    text_code: Option<LitStr>,
    message: Option<LitStr>,
    transparent: Option<Span>,
    other: Option<Span>,
}

/// The cases of a type, in the order of the source.
pub(super) fn cases(input: &DeriveInput, facade: Facade, errors: &mut Errors) -> (Vec<Case>, PrivatePath) {
    let usage = if let Data::Enum(_) = input.data { ON_ENUM } else { ON_STRUCT };
    let options = Options::of_attributes(&usage, &input.attrs, errors);
    let named = options.text("crate", errors);
    let private = PrivatePath::new(facade, named.as_ref(), errors);
    let on_type = FaultOptions::new(&options, errors);
    let cases = match &input.data {
        Data::Struct(data) => {
            refuse_on_fields(&data.fields, errors);
            Vec::from_iter(case(&input.ident, false, &input.attrs, &data.fields, on_type, errors))
        }
        Data::Enum(data) => data
            .variants
            .iter()
            .filter_map(|variant| {
                refuse_on_fields(&variant.fields, errors);
                let options = Options::of_attributes(&ON_VARIANT, &variant.attrs, errors);
                let options = FaultOptions::new(&options, errors).or(&on_type);
                case(&variant.ident, true, &variant.attrs, &variant.fields, options, errors)
            })
            .collect(),
        Data::Union(data) => {
            errors.on(
                data.union_token,
                "a union cannot become a fault, since its active field is unknown: make the error an enum",
            );
            Vec::new()
        }
    };
    let others = cases.iter().filter(|case: &&Case| matches!(case.fault, CaseFault::Other { .. }));
    for again in others.skip(1) {
        errors.on(&again.ident, "a second `other`: one variant holds what else goes wrong with a call: remove one");
    }
    (cases, private)
}

impl FaultOptions {
    fn new(options: &Options, errors: &mut Errors) -> Self {
        let found = FaultOptions {
            code: options.value("code", "4", errors).and_then(|code| checked(code, errors)),
            text_code: options.text("text_code", errors),
            message: options.text("message", errors),
            transparent: options.flag("transparent", errors),
            other: options.flag("other", errors),
        };
        for (option, is_given) in [("transparent", found.transparent.is_some()), ("other", found.other.is_some())] {
            for name in ["code", "text_code", "message"] {
                if let (true, Some(place)) = (is_given, options.place(name)) {
                    let sentence = format!("`{option}` uses the code and message of the inner error: remove `{name}`");
                    errors.at(place, sentence);
                }
            }
        }
        if let (Some(_), Some(place)) = (found.transparent, found.other) {
            errors.at(place, "`other` passes the fault of its error on anyway: remove `transparent`");
        }
        found
    }

    /// The options of a variant, with those of the type as defaults.
    fn or(self, on_type: &FaultOptions) -> Self {
        if self.transparent.is_some() || self.other.is_some() {
            return self;
        }
        FaultOptions {
            code: self.code.or(on_type.code.clone()),
            text_code: self.text_code.or(on_type.text_code.clone()),
            message: self.message.or(on_type.message.clone()),
            ..self
        }
    }
}

fn case(
    ident: &Ident,
    is_variant: bool,
    attributes: &[Attribute],
    fields: &Fields,
    options: FaultOptions,
    errors: &mut Errors,
) -> Option<Case> {
    let all: Vec<(Member, Type)> = fields.members().zip(fields.iter().map(|field| field.ty.clone())).collect();
    let (option, place) = match (options.transparent, options.other) {
        (Some(place), _) => ("transparent", Some(place)),
        (None, place) => ("other", place),
    };
    let fault = match (place, &all[..]) {
        (None, _) => CaseFault::Own { code: options.code, message: options.message },
        (Some(_), [(field, ty)]) => {
            let (field, ty) = (field.clone(), ty.clone());
            if options.other.is_some() { CaseFault::Other { field, ty } } else { CaseFault::Inner { field, ty } }
        }
        (Some(place), _) => {
            let count = all.len();
            errors.at(
                place,
                format!("`{option}` needs exactly one field, but `{ident}` has {count}: give it a code instead"),
            );
            return None;
        }
    };
    Some(Case {
        ident: ident.clone(),
        is_variant,
        help: Help::of(attributes),
        fault,
        text_code: options.text_code,
        fields: all,
    })
}

/// Refuses a literal that is no fault code. The compiler checks the types of all other expressions.
fn checked(code: Expr, errors: &mut Errors) -> Option<Expr> {
    let fits = match &code {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => fits(number, ""),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match &**expr {
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => fits(number, "-"),
            _ => true,
        },
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
            let sentence = format!(
                "a fault code is an integer: write `code = 4`, and `text_code = {}` for clients that expect a text",
                text.token()
            );
            errors.on(&code, sentence);
            return None;
        }
        Expr::Lit(_) => {
            errors.on(&code, "a fault code is an integer: write `code = 4`");
            return None;
        }
        _ => true,
    };
    if !fits {
        let number = code.to_token_stream().to_string().replace(' ', "");
        errors.on(&code, format!("{number} is out of range for a fault code: use -2147483648 to 2147483647"));
    }
    fits.then_some(code)
}

fn fits(number: &LitInt, sign: &str) -> bool {
    format!("{sign}{}", number.base10_digits()).parse::<i32>().is_ok()
}

fn refuse_on_fields(fields: &Fields, errors: &mut Errors) {
    for attribute in fields.iter().flat_map(|field| &field.attrs) {
        if attribute.path().is_ident("fault") {
            errors.on(attribute, "`#[fault]` on a field: put it on the variant or the type");
        }
    }
}
