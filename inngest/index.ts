import { checkIntegrations } from "./check-integrations";
import { deliver } from "./deliver";
import { enrichMoments } from "./enrich-moments";
import { notifyAdmins } from "./notify-admins";
import { retention } from "./retention";
import { retryEvents } from "./retry-events";
import { routeAlerts } from "./route-alerts";
import { sweep } from "./sweep";
import { warnExpiring } from "./warn-expiring";

/** Every durable function. To add one, write its file and one line here. */
export const functions = [
  routeAlerts,
  deliver,
  sweep,
  retention,
  notifyAdmins,
  enrichMoments,
  checkIntegrations,
  retryEvents,
  warnExpiring,
];
