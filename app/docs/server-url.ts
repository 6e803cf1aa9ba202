import { headers } from "next/headers";
import { env } from "@/lib/env";

/** What the examples call: APP_URL, else the address that this page was asked for at. */
export async function readServerUrl(): Promise<string> {
  const { APP_URL: configured } = env();
  if (configured) return configured;
  const request = await headers();
  const host = request.get("x-forwarded-host") ?? request.get("host") ?? "localhost:3000";
  return `${request.get("x-forwarded-proto") ?? "http"}://${host}`;
}
