import type { FoundInvitationShape } from "@/lib/domain/people/invitation";

/** Who is asked, and what they may do then. */
export const invitedAs = ({ email, role }: FoundInvitationShape) => (
  <>
    <span className="font-medium text-foreground">{email}</span> is invited as {role === "admin" ? "an admin" : "a member"}:{" "}
    {role === "admin" ? "sees and changes everything." : "sees everything but secrets, changes nothing."}
  </>
);
