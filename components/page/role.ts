import type { Role } from "@/lib/domain/people/member";

export const roleLabels: Record<Role, string> = { admin: "Admin", member: "Member" };

export const roleOptions: readonly { value: Role; label: string; description: string }[] = [
  { value: "admin", label: "Admin", description: "Sees and changes everything." },
  { value: "member", label: "Member", description: "Sees everything but secrets, changes nothing." },
];
