import { Check, Minus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { sayDecision } from "@/lib/domain/alerts/reasons";
import { sayMend } from "./mend";

const linkLook = "underline-offset-2 hover:underline";

interface Props {
  isTaken: boolean;
  name: string;
  reason: string;
  /** The heading above tells the reason already. */
  isPlain?: boolean;
  /** The thing itself, if it still exists and can be changed. */
  href?: string;
  children?: ReactNode;
}

/** One thing that routing considered: whether it led on, why, and a link to change that. */
export function Decision({ isTaken, name, reason, isPlain = false, href, children }: Props) {
  const Icon = isTaken ? Check : Minus;
  const mend = isTaken || !href ? null : sayMend(reason);
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-1.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 ${isTaken ? "text-success" : "text-muted-foreground"}`} />
      <div className="min-w-0">
        <p className={`text-sm [overflow-wrap:anywhere] ${isTaken ? "font-medium" : ""}`}>
          {href ? (
            <Link href={href} prefetch={false} className={linkLook}>
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        {children}
        {(!isPlain || mend) && (
          <p className="text-muted-foreground text-xs">
            {!isPlain && sayDecision(reason)}{" "}
            {mend && href && (
              <Link
                href={href}
                prefetch={false}
                aria-label={`${mend}: ${name}`}
                className="whitespace-nowrap text-primary underline underline-offset-2 print:hidden"
              >
                {mend}
              </Link>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
