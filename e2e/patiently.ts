import { setTimeout as wait } from "node:timers/promises";

const mostTimes = 20;

/** Sends again while the answer says when to come back, as a client does: a machine may have too much to do, and that is for other suites to judge. */
export async function patiently<Answer extends { status: number; headers: Headers }>(send: () => Promise<Answer>): Promise<Answer> {
  let answer = await send();
  for (let times = 0; times < mostTimes && (answer.status === 503 || answer.status === 429); times++) {
    await wait(Number(answer.headers.get("retry-after") ?? 1) * 1_000);
    answer = await send();
  }
  return answer;
}
