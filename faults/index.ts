import { crash } from "./crash";
import { database } from "./database";
import { egress } from "./egress";
import { fuzz } from "./fuzz";
import { idempotency } from "./idempotency";
import { neighbours } from "./neighbours";
import { races } from "./races";
import { receivers } from "./receivers";
import { restart } from "./restart";
import { schema } from "./schema";
import { secrets } from "./secrets";
import type { Suite } from "./suite";
import { tenancy } from "./tenancy";
import { time } from "./time";

/** In the order in which they are run. */
export const suites: readonly Suite[] = [
  crash,
  database,
  idempotency,
  receivers,
  restart,
  fuzz,
  schema,
  races,
  neighbours,
  egress,
  tenancy,
  secrets,
  time,
];
