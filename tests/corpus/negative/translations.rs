//! Keys of translations, and what a user interface calls its fields.

pub const PASSWORD_LABEL: &str = "login.form.password.label";
pub const TOKEN_HINT_KEY: &str = "settings.api_token.hint";

fn form(ui: &mut Ui) {
    let password = t!("auth.errors.wrong-password");
    ui.input("password").placeholder("••••••••").autocomplete("current-password");
    ui.label("secret", "Client secret");
    let token_input_id = "api-token-input";
    let password_class = "form-control password-field";
    let icon = html! { <input type="password" name="new_password" id="new-password" /> };
}
