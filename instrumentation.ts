/** Next calls this once in each server process. Under `server.ts` everything runs already. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startOrEnd } = await import("./inngest/start-or-end");
  await startOrEnd();
}
