import { ask } from '../ask.ts'
import { useResource } from '../resource.ts'
import type { Rule, RuleCode } from '../shapes.ts'

/** The site's rules in words, by code; empty until they are there. */
export function useRules(): Partial<Record<RuleCode, Rule>> {
  const { data } = useResource('rules', () => ask('GET /api/v1/rules', {}))
  return Object.fromEntries((data?.rules ?? []).map((rule) => [rule.code, rule]))
}
