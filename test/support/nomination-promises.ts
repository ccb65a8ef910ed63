/** Each statement finds rows that break a promise; one statement sees one committed state. */
export const promises: Record<string, string> = {
  'confirmed and held seats are those counted, and at most the capacity': `SELECT r.id FROM course_run r
    WHERE r.seats_taken > r.capacity OR r.seats_taken <>
      (SELECT COUNT(*) FROM nomination n WHERE n.run_id = r.id AND n.seat_quota_id IS NOT NULL)`,
  'they are at most the quota': `SELECT q.id FROM quota q
    WHERE q.taken > q.seats OR q.taken <> (SELECT COUNT(*) FROM nomination n WHERE n.seat_quota_id = q.id)`,
  'whoever is confirmed has a seat':
    "SELECT n.id FROM nomination n WHERE n.status = 'confirmed' AND n.seat_quota_id IS NULL",
  'one live nomination per person and run': `SELECT n.run_id FROM nomination n
    WHERE n.status NOT IN ('not_selected', 'substituted', 'withdrawn') GROUP BY n.run_id, n.person_id HAVING COUNT(*) > 1`,
  'an active enrolment for every confirmed seat and no other': `SELECT n.id FROM nomination n
    LEFT JOIN enrolment e ON e.nomination_id = n.id AND e.status = 'active'
    WHERE (n.status = 'confirmed') <> (e.id IS NOT NULL)`,
  'nobody is in two runs on one day': `SELECT d.person_id FROM enrolment_day d GROUP BY d.person_id, d.day
    HAVING COUNT(*) > 1`,
  'whoever is enrolled has all days of the run, and nobody else has one': `SELECT e.id FROM enrolment e
    WHERE (SELECT COUNT(*) FROM enrolment_day d WHERE d.enrolment_id = e.id) <>
      CASE WHEN e.status = 'active' THEN 12 ELSE 0 END`,
  'reserves, and they alone, stand in the order': `SELECT n.id FROM nomination n
    WHERE (n.status = 'reserve') <> (n.reserve_position IS NOT NULL)`,
  'the order has no gap': `SELECT n.run_id FROM nomination n WHERE n.reserve_position IS NOT NULL GROUP BY n.run_id
    HAVING MIN(n.reserve_position) <> 1 OR MAX(n.reserve_position) <> COUNT(*)`,
};
