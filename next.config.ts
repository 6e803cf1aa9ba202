import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // Of what programs call, a slash at the end is nothing: a redirect loses bodies. proxy.ts redirects pages.
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  // Pages show no pictures of elsewhere: /_next/image is closed.
  images: { unoptimized: true },
  // `npm run check` runs the compiler; TypeScript 7 has no API for Next to do it.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.resolve(import.meta.dirname) },
  serverExternalPackages: ["@node-rs/argon2", "inngest", "nodemailer", "pg", "pino", "prom-client", "re2js", "undici"],
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "no-referrer" },
          { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
        ],
      },
    ];
  },
};

export default config;
