"""Functions of the database the search stands on: first letters of a name, a word with one letter left out.

A change here needs a new migration that runs them again and rebuilds the columns made with them.
"""

# Words that carry no letter in an acronym: CGO is “Centar za građansko obrazovanje”.
SMALL = "i,a,za,u,na,o,od,do,sa,s,iz,po,te,pri,and,of,the,for"
GENERIC = "nvo,nvu,nvf,ngo"

INITIALS = f"""
CREATE OR REPLACE FUNCTION saradnja_initials(folded text, short text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $initials$
DECLARE word text; whole text := ''; main text := '';
BEGIN
IF strpos(folded, 'nevladin') > 0 THEN
    folded := regexp_replace(folded, 'nevladin[a-z]* organizacij[a-z]*', 'n v o', 'g');
END IF;
FOREACH word IN ARRAY string_to_array(folded, ' ') LOOP
    CONTINUE WHEN word = ANY('{{{GENERIC}}}') OR left(word, 1) NOT BETWEEN 'a' AND 'z';
    whole := whole || left(word, 1);
    IF word <> ALL('{{{SMALL}}}') THEN main := main || left(word, 1); END IF;
END LOOP;
RETURN concat_ws(' ',
    nullif(whole, ''), nullif(main, ''), CASE WHEN main <> '' THEN substr(main, 2) END, replace(short, ' ', ''));
END
$initials$
"""

VARIANTS = """
CREATE OR REPLACE FUNCTION saradnja_variants(word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $variants$
DECLARE found text[] := ARRAY[word, replace(word, 'dj', 'd'), replace(word, 'ije', 'e'), replace(word, 'je', 'e')];
BEGIN
FOR place IN 1..length(word) LOOP
    found := found || (left(word, place - 1) || substr(word, place + 1));
END LOOP;
RETURN found;
END
$variants$
"""

# A word that was only begun is found by its first five letters with one left out, marked so that they match nothing else.
BEGINNINGS = """
CREATE OR REPLACE FUNCTION saradnja_beginnings(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $beginnings$
SELECT array_agg('^' || variant) FROM unnest(saradnja_variants(left(word, 5))) AS variant
$beginnings$
"""
KEPT_VARIANTS = (
    "saradnja_variants(word) || CASE WHEN length(word) > 5 THEN saradnja_beginnings(word) ELSE '{}' END"
)

DROP = "DROP FUNCTION saradnja_initials(text, text); DROP FUNCTION saradnja_variants(text)"
