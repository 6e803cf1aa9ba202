import { describeOutcome } from "../../domain/delivering/outcome";
import { env } from "../../env";
import { integrationOf } from "../../integrations";
import type { ToolContact, ToolResult } from "../../integrations/integration";
import { log } from "../../log";
import { outbound } from "../../outbound/outbound";
import type { ClaimedCredential } from "./claim-checks";

type Config = Record<string, string>;
type Ask = (
  contact: ToolContact,
  config: Config,
  io: { http: ReturnType<typeof outbound>["request"]; baseUrl: string },
) => Promise<ToolResult<string>>;

const failed = (outcome: string, error: string, fix: string | null): ToolResult<string> => ({
  ok: false,
  outcome,
  statusCode: null,
  error,
  fix,
  retryAt: null,
});

/** Asks an integration's tool something with a team's key; null: it does not open. Never throws. */
export async function askTool(integration: string, config: Config | null, ask: Ask): Promise<ToolResult<string>> {
  const contact = integrationOf(integration)?.contact;
  if (!contact) return failed("internal", `Hotline does not contact ${integration} any more.`, "Delete this key.");
  if (config === null) {
    const { sentence, fix } = describeOutcome("decrypt_failed");
    return failed("decrypt_failed", sentence?.replace("The destination's secrets", "The stored key") ?? "", fix ?? null);
  }
  try {
    const baseUrl = env().toolSettings[contact.setting] ?? contact.baseUrl(config);
    return await ask(contact, config, { http: (request) => outbound().request(request), baseUrl });
  } catch (err) {
    log().error({ integration, err }, "a tool's answer could not be read");
    return failed("internal", "Hotline failed to read what the tool answered. That is a fault of Hotline's.", null);
  }
}

/** Asks whether the tool knows a key. */
export const checkCredential = (integration: string, config: Config | null): Promise<ToolResult<string>> =>
  askTool(integration, config, (contact, open, io) => contact.check(open, io));

/** Asks for more about a moment. */
export const askAbout = (externalId: string, { integration, config }: ClaimedCredential): Promise<ToolResult<string>> =>
  askTool(integration, config, async (contact, open, io) => (await contact.enrich?.(externalId, open, io)) ?? { ok: true, value: "" });
