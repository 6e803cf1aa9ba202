/** A link in a text. */
export const linkLook = "text-primary underline-offset-2 hover:underline";
