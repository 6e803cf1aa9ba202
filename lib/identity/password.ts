import { hash, verify } from "@node-rs/argon2";

/** OWASP's first recommendation for argon2id: 19 MiB, 2 passes (Password Storage Cheat Sheet, read 2026-11-22). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let decoy: Promise<string> | undefined;

/** Whether the password is right. Without a hash it takes as long and says no, so that an unknown account cannot be told by the clock. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("decoy");
  const right = await verify(passwordHash ?? (await decoy), password);
  return right && passwordHash !== null;
}
