import { notFound } from "@/lib/domain/problem";
import { methods, route } from "@/lib/http/route";

const unknown = route({ summary: "", scope: null, handle: () => Promise.reject(notFound("path")) });

/** Every path under /api that is not an endpoint. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: unknown, POST: unknown, PUT: unknown, PATCH: unknown, DELETE: unknown });
