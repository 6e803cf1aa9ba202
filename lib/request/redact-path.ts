const token = /\bhl_[a-z]+_\w+/g;

/** A request's path as a log may show it: without the tokens that open a door. */
export const redactPath = (path: string): string => path.replace(/^(\/+moment\/+)[^/]+/, "$1[token]").replace(token, "[token]");
