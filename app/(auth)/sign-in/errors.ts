export const unreachable = "Hotline cannot be reached at the moment.";

/** Why somebody is not signed in, by the code that the server or next-auth gives. */
const sentences = new Map(
  Object.entries({
    CredentialsSignin: "E-mail or password is wrong.",
    TooManyAttempts: "Too many attempts. Wait a few minutes, or sign in another way.",
    NoOrganization: "You belong to no organization any more. Ask an admin for an invitation.",
    NotInvited: "Nobody with that account's address is a member here, or invited. Ask an admin for an invitation.",
    NoVerifiedEmail: "That account has no verified e-mail address. Verify one there, then try again.",
    Unavailable: "Signing in does not work at the moment. Try again in a minute.",
    AccessDenied: "Access was not granted. Try again, or sign in another way.",
    OAuthSignin: "The other service cannot be reached. Try again, or sign in another way.",
    OAuthCallback: "The other service did not confirm who you are. Try again, or sign in another way.",
    Callback: "The other service did not confirm who you are. Try again, or sign in another way.",
    Configuration: "Signing in is not set up right on this installation. Its admin finds the reason in the log.",
    SessionRequired: "Sign in to see this page.",
  }),
);

/** A sentence for a code of next-auth's `error`; null for none. */
export const saySignInError = (code: string | null | undefined): string | null =>
  code ? (sentences.get(code) ?? "That did not work. Try again, or sign in another way.") : null;
