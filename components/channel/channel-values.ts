import type { ChannelShape } from "@/lib/domain/routing/channel";

/** What the form holds. A name that nobody typed is null: it follows the pattern. */
export type ChannelValues = Pick<ChannelShape, "pattern" | "description" | "environment" | "enabled"> & { name: string | null };

export const noChannel: ChannelValues = { name: null, pattern: "", description: "", environment: null, enabled: true };
