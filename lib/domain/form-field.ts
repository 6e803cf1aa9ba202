/** What a form draws for a field. */
export const fieldInputs = ["text", "email", "url", "select", "headers"] as const;

/** One input of a form that is data: a destination's or an integration's. `secret` also drives encryption, masking and redaction. */
export interface Field {
  name: string;
  label: string;
  input: (typeof fieldInputs)[number];
  required: boolean;
  /** What the value is, in one or two sentences. */
  help?: string;
  /** Where to find the value, a step each, and the page to begin at. */
  steps?: { title: string; list: readonly string[]; link: { label: string; url: string } };
  placeholder?: string;
  /** What a new form begins with; of an optional field also what leaving it out means. */
  initial?: string;
  options?: readonly { value: string; label: string }[];
  /** Kept encrypted and shown masked. Of a `headers` field, every value is secret. */
  secret?: boolean;
  /** Of a URL that may be a secret whole: who may not change it sees its host and its last characters. */
  guarded?: boolean;
}
