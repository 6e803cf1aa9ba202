import { ArrowRight, BookOpen, Radio, UserPlus } from "lucide-react";
import Link from "next/link";

const steps = [
  {
    href: "/alerts/channels",
    icon: Radio,
    title: "Narrow it down",
    text: "Make channels for the names that matter, and send each to who should know.",
  },
  {
    href: "/settings/members",
    icon: UserPlus,
    title: "Invite your team",
    text: "Members see every alert and why it went where; admins change it.",
  },
  { href: "/docs", icon: BookOpen, title: "Read the docs", text: "Environments, resolving, webhooks that are signed, and the API." },
];

/** What to do once alerts arrive. */
export const NextSteps = () => (
  <section aria-label="Next steps" className="mx-4 mt-10 border-t pt-6 sm:mx-6">
    <h2 className="mb-3 font-semibold text-lg tracking-tight">It works. What next?</h2>
    <ul className="grid gap-3 md:grid-cols-3">
      {steps.map(({ href, icon: Icon, title, text }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            className="group grid h-full content-start gap-1 rounded-lg border p-4 transition-colors hover:bg-accent"
          >
            <Icon aria-hidden="true" className="mb-1 size-4 text-muted-foreground" />
            <span className="flex items-center gap-1 font-medium text-sm">
              {title}
              <ArrowRight aria-hidden="true" className="size-3.5 text-muted-foreground transition-transform group-hover:translate-x-0.5" />
            </span>
            <span className="text-pretty text-muted-foreground text-xs">{text}</span>
          </Link>
        </li>
      ))}
    </ul>
  </section>
);
