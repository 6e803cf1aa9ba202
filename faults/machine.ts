import { cpus } from "node:os";

/** The machine that figures are of. */
export const machine = {
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "",
  node: process.version,
  os: `${process.platform} ${process.arch}`,
};
