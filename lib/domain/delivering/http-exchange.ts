export interface HttpRequest {
  url: string;
  method: "POST" | "GET";
  headers: Record<string, string>;
  body: string;
}

/** What came back (of the body, the first 64 KiB as text; `isCut`: its end never came), or the code of what went wrong on the way (lib/domain/delivering/outcome.ts); `cause` is what was thrown where that is Hotline's fault. */
export type HttpAnswer =
  | { ok: true; status: number; headers: Record<string, string>; body: string; isCut?: true }
  | { ok: false; outcome: string; error: string; cause?: unknown };
