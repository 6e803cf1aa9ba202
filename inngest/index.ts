import { deliver } from "./deliver";
import { notifyAdmins } from "./notify-admins";
import { retention } from "./retention";
import { routeAlerts } from "./route-alerts";
import { sweep } from "./sweep";

/** Every durable function. To add one, write its file and one line here. */
export const functions = [routeAlerts, deliver, sweep, retention, notifyAdmins];
