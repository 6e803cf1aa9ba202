import type { Answer, Received } from "./server";

/** Block Kit's limits, https://docs.slack.dev/reference/block-kit/blocks */
const limits = { blocks: 50, header: 150, section: 3000, fields: 10, field: 2000, elements: 10, text: 40_000 };

type Json = Record<string, unknown>;

/** Answers as a Slack incoming webhook does: `ok`, or a word and a status. */
export function answerSlack({ method, json }: Received): Answer {
  if (method !== "POST") return { status: 405, body: "method_not_allowed" };
  if (!isObject(json)) return { status: 400, body: "invalid_payload" };
  const { text, blocks } = json;
  if (text !== undefined && (typeof text !== "string" || text.length > limits.text)) return { status: 400, body: "invalid_payload" };
  if (!text && !Array.isArray(blocks)) return { status: 400, body: "no_text" };
  if (blocks !== undefined && !isBlocks(blocks)) return { status: 400, body: "invalid_blocks" };
  return { status: 200, body: "ok" };
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const isBlocks = (blocks: unknown): boolean => Array.isArray(blocks) && blocks.length <= limits.blocks && blocks.every(isBlock);

function isBlock(block: unknown): boolean {
  if (!isObject(block)) return false;
  const { type, text, fields, elements } = block;
  if (type === "divider") return true;
  if (type === "header") return isText(text, limits.header) && (text as Json).type === "plain_text";
  if (type === "section") {
    const isTextFine = text === undefined || isText(text, limits.section);
    const isFieldsFine = fields === undefined || (isList(fields, limits.fields) && fields.every((field) => isText(field, limits.field)));
    return isTextFine && isFieldsFine && (text !== undefined || fields !== undefined);
  }
  if (type === "context") return isList(elements, limits.elements) && elements.every((element) => isText(element, limits.section));
  return type === "actions" && isList(elements, 25);
}

const isList = (value: unknown, max: number): value is unknown[] => Array.isArray(value) && value.length > 0 && value.length <= max;

const isText = (value: unknown, max: number): boolean =>
  isObject(value) &&
  (value.type === "plain_text" || value.type === "mrkdwn") &&
  typeof value.text === "string" &&
  value.text.length > 0 &&
  value.text.length <= max;
