import { notFound } from "@/lib/domain/problem";
import { methods, route } from "@/lib/http/route";

const { GET } = methods({ GET: route({ summary: "", scope: null, handle: () => Promise.reject(notFound("team webhook")) }) });

/** Without a token. */
export { GET, GET as HEAD, GET as POST, GET as PUT, GET as PATCH, GET as DELETE, GET as OPTIONS };
