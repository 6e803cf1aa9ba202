import { createSince } from "@/components/list-since";

export const receivedSince = createSince();
