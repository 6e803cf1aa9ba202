import { createSince } from "@/components/list-since";

export const historySince = createSince();
