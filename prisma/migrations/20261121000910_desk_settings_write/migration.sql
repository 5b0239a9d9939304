-- What an admin may write of the desk's settings, whatever the command; what commands there are, the grants say (UPDATE alone).
DROP POLICY admin_write ON desk_settings;
CREATE POLICY admin_write ON desk_settings TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));
