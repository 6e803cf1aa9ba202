import type { TokenKind } from "./json-source";

export const tokenLooks: Partial<Record<TokenKind | "object" | "array", string>> = {
  key: "text-primary",
  string: "text-success",
  number: "text-warning",
  word: "text-warning",
  mark: "text-muted-foreground",
};
