"use client";

import { useSearchParams } from "next/navigation";
import { changeAddress } from "@/components/page/address";

/** Whether the page's form for a new entry is open: it is in the address, so that a link can open it. What the link chose in the form goes with it. */
export const useNew = (name = "new"): [boolean, (isOpen: boolean) => void] => [
  useSearchParams().get(name) === "1",
  (isOpen) => changeAddress(isOpen ? { [name]: "1" } : { [name]: null, type: null }),
];
