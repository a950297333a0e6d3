-- Standard texts: read by the desk of the house, which begins with them, and by its administrators, who keep them.
ALTER TABLE partners_standardtext ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON partners_standardtext FOR SELECT TO zvh_app USING (house_id = ANY (zvh.weighed() || zvh.administered()));
CREATE POLICY write ON partners_standardtext TO zvh_app USING (house_id = ANY (zvh.administered()));
SELECT zvh.stay('partners_standardtext', 'house_id');
GRANT SELECT, INSERT, UPDATE ON partners_standardtext TO zvh_app;
