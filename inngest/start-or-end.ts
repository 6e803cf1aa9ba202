/** Starts what runs under plain `next start`, or ends the process: Next itself would stay up and answer 500 to everything. */
export async function startOrEnd(): Promise<void> {
  try {
    // Imported here, since this already reads the settings.
    const { startUnderNext } = await import("./start");
    await startUnderNext();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
