"""What is asked of a vault about one month, as SQL; ``:month`` is written as 2026-10."""

from casedesk.storage.standings import state_of

# Dates are EDTF text: '2026-10', '2026-10~', '2026-10-03' and '2026-10-03~' lie between '2026-10'
# and '2026-10~', since '~' comes after '-'; '2026' and '2026~' lie in no month.
# Ids tell what was written down first: a stay goes with the journey noted last before it, else
# with the first one after it. A journey of a later stay says nothing about an earlier month.
STAYS = f"""
SELECT s.id, s.entered_on, s.travels_with, s.place, p.id, p.sex, p.birth, p.age, p.age_on,
       p.nationality, p.household_id, p.relation, p.needs,
       coalesce(
         (SELECT max(j.id) FROM journeys j WHERE j.case_id = s.case_id AND j.id <= s.id),
         (SELECT min(j.id) FROM journeys j WHERE j.case_id = s.case_id)),
       {state_of("s.case_id")},
       (SELECT group_concat(k.answers) FROM checklists k JOIN cases d ON d.id = k.case_id
        WHERE d.person_id = p.id AND k.given_on <= :month || '~')
FROM stays s JOIN cases c ON c.id = s.case_id JOIN people p ON p.id = c.person_id
WHERE s.entered_on BETWEEN :month AND :month || '~'
ORDER BY s.entered_on, s.id
"""  # noqa: S608 - nothing from outside
ENTRIES = """
SELECT c.person_id, s.id, s.entered_on FROM stays s JOIN cases c ON c.id = s.case_id
WHERE s.entered_on IS NOT NULL AND c.person_id IN (
  SELECT d.person_id FROM cases d JOIN stays t ON t.case_id = d.id
  WHERE t.entered_on BETWEEN :month AND :month || '~')
"""
JOURNEYS = """
SELECT j.id, j.reasons, j.transport, j.legs, j.corridor, j.destination, j.travels_with,
       j.entry_point
FROM journeys j WHERE j.case_id IN (
  SELECT s.case_id FROM stays s WHERE s.entered_on BETWEEN :month AND :month || '~')
"""
MEMBERS = """
SELECT p.household_id, p.id, p.relation, p.birth, p.age, p.age_on FROM people p
WHERE p.household_id IN (
  SELECT q.household_id FROM people q JOIN cases c ON c.person_id = q.id
  JOIN stays s ON s.case_id = c.id
  WHERE q.household_id IS NOT NULL AND s.entered_on BETWEEN :month AND :month || '~')
"""
# Never the narrative: what is not loaded cannot leave.
INCIDENTS = """
SELECT i.id, i.reported_on, i.state, i.country, i.zone, i.complaint, i.outcome, i.acts,
       i.perpetrators, i.victimisations, p.id, p.household_id
FROM incidents i JOIN cases c ON c.id = i.case_id JOIN people p ON p.id = c.person_id
WHERE i.reported_on BETWEEN :month AND :month || '~'
ORDER BY i.id
"""
SERVICES = """
SELECT s.id, s.given_on, s.what, p.id, p.household_id
FROM services s JOIN cases c ON c.id = s.case_id JOIN people p ON p.id = c.person_id
WHERE s.given_on BETWEEN :month AND :month || '~'
ORDER BY s.id
"""
REFERRALS = """
SELECT r.id, r.referred_on, r."to", p.id, p.household_id
FROM referrals r JOIN cases c ON c.id = r.case_id JOIN people p ON p.id = c.person_id
WHERE r.referred_on BETWEEN :month AND :month || '~'
ORDER BY r.id
"""
LISTS = """
SELECT k.id, k.given_on, k.list, k.language, p.id, p.household_id
FROM checklists k JOIN cases c ON c.id = k.case_id JOIN people p ON p.id = c.person_id
WHERE k.given_on BETWEEN :month AND :month || '~'
ORDER BY k.id
"""
# A state counts in the month in which it began, whoever tells of it.
STATES = """
SELECT t.case_id, t.state, t.day, t.id, t.mark, p.id, p.household_id,
       (SELECT a.office FROM asylum_applications a WHERE a.case_id = t.case_id
        AND a.office IS NOT NULL ORDER BY a.id DESC LIMIT 1)
FROM (
  SELECT case_id, substr(what, 7) AS state, happened_on AS day, id, id AS mark
  FROM procedure_entries
  WHERE what GLOB 'state.*' AND mistaken IS NOT 1
  UNION ALL
  SELECT case_id, state, state_since, id, id || ' ' || state
  FROM asylum_applications WHERE state IS NOT NULL
) t JOIN cases c ON c.id = t.case_id JOIN people p ON p.id = c.person_id
WHERE t.day BETWEEN :month AND :month || '~'
ORDER BY rtrim(t.day, '~'), t.id
"""
FILINGS = """
SELECT case_id, day FROM (
  SELECT case_id, happened_on AS day FROM procedure_entries
  WHERE what IN ('state.A2', 'event.filed', 'event.filed_by_other') AND mistaken IS NOT 1
  UNION ALL
  SELECT case_id, filed_on FROM asylum_applications
  UNION ALL
  SELECT case_id, state_since FROM asylum_applications WHERE state = 'A2'
) WHERE day IS NOT NULL AND case_id IN (
  SELECT case_id FROM procedure_entries
  WHERE what GLOB 'state.*' AND happened_on BETWEEN :month AND :month || '~'
  UNION SELECT case_id FROM asylum_applications
  WHERE state_since BETWEEN :month AND :month || '~')
"""
# The shelter's own fields by which persons can be counted, and what was answered to them.
OWN = """
SELECT f.id FROM extra_fields f
WHERE f.type IN ('choice', 'choices') AND f.about IN ('person', 'stay', 'journey') ORDER BY f.id
"""
ANSWERS = """
SELECT coalesce(a.person_id, a.stay_id, a.journey_id), a.field_id, a.choice, a.choices
FROM extra_answers a WHERE a.aside IS NOT 1 AND (
  a.person_id IN (SELECT c.person_id FROM cases c JOIN stays s ON s.case_id = c.id
                  WHERE s.entered_on BETWEEN :month AND :month || '~')
  OR a.stay_id IN (SELECT s.id FROM stays s WHERE s.entered_on BETWEEN :month AND :month || '~')
  OR a.journey_id IN (SELECT j.id FROM journeys j JOIN stays s ON s.case_id = j.case_id
                      WHERE s.entered_on BETWEEN :month AND :month || '~'))
"""
UNDATED = "SELECT count(*) FROM stays WHERE entered_on IN (:year, :year || '~')"
