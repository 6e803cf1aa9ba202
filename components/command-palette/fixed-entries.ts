import {
  Bell,
  Book,
  Filter,
  History,
  KeyRound,
  Monitor,
  Moon,
  Plus,
  Radio,
  Route,
  ScrollText,
  Send,
  Settings,
  Sun,
  UserPlus,
  Users,
  Webhook,
} from "lucide-react";
import { chooseTheme } from "@/components/page/theme";
import type { Entry } from "./entry";

/** Every page that has an address of its own. */
export const pages: Entry[] = [
  { id: "history", label: "History", words: "alerts", icon: History, keys: "g h", action: { href: "/alerts/history" } },
  { id: "destinations", label: "Destinations", icon: Send, keys: "g d", action: { href: "/alerts/destinations" } },
  { id: "subscriptions", label: "Subscriptions", icon: Filter, keys: "g s", action: { href: "/alerts/subscriptions" } },
  { id: "channels", label: "Channels", words: "patterns", icon: Radio, keys: "g c", action: { href: "/alerts/channels" } },
  {
    id: "integrations",
    label: "Integrations",
    words: "webhooks events errors received",
    icon: Webhook,
    keys: "g i",
    action: { href: "/integrations" },
  },
  { id: "members", label: "Members", words: "people invitations settings", icon: Users, action: { href: "/settings/members" } },
  { id: "teams", label: "Teams", words: "settings", icon: Users, action: { href: "/settings/teams" } },
  { id: "api-keys", label: "API keys", words: "tokens settings", icon: KeyRound, action: { href: "/settings/api-keys" } },
  { id: "environments", label: "Environments", words: "settings", icon: Settings, action: { href: "/settings/environments" } },
  { id: "audit", label: "Audit log", words: "settings", icon: ScrollText, action: { href: "/settings/audit" } },
  { id: "profile", label: "Profile", words: "password name account settings", icon: Settings, action: { href: "/settings/profile" } },
  { id: "start", label: "First steps", words: "start set up", icon: Bell, action: { href: "/start" } },
  {
    id: "docs",
    label: "Docs and API reference",
    words: "help openapi",
    icon: Book,
    action: { run: () => window.location.assign("/docs") },
  },
];

export const tester: Entry = {
  id: "test",
  label: "Test a route",
  words: "explain dry run why",
  icon: Route,
  action: { href: "/alerts/test" },
};

export const themes: Entry[] = [
  { id: "light", label: "Light theme", words: "appearance", icon: Sun, action: { run: () => chooseTheme("light") } },
  { id: "dark", label: "Dark theme", words: "appearance", icon: Moon, action: { run: () => chooseTheme("dark") } },
  { id: "system", label: "System theme", words: "appearance", icon: Monitor, action: { run: () => chooseTheme("system") } },
];

/** What a member sees, and cannot do. */
export const changes = (disabledReason: string | undefined): Entry[] => [
  { id: "new-destination", label: "New destination", icon: Plus, disabledReason, action: { href: "/alerts/destinations?new=1" } },
  { id: "new-subscription", label: "New subscription", icon: Plus, disabledReason, action: { href: "/alerts/subscriptions?new=1" } },
  { id: "new-channel", label: "New channel", icon: Plus, disabledReason, action: { href: "/alerts/channels?new=1" } },
  { id: "invite", label: "Invite a member", icon: UserPlus, disabledReason, action: { href: "/settings/members?new=1" } },
];
