package dev.routewright.inspection;

import java.util.BitSet;
import java.util.List;

/** A regular expression, taken apart by {@link RegexParser}. */
sealed interface RegexTree {

    record Sequence(List<RegexTree> parts) implements RegexTree {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    record Alternatives(List<RegexTree> options) implements RegexTree {
        public Alternatives {
            options = List.copyOf(options);
        }
    }

    /** @param most {@link RegexParser#UNBOUNDED} for any number */
    record Repeat(RegexTree inner, int least, int most) implements RegexTree {
        boolean isUnbounded() {
            return most == RegexParser.UNBOUNDED;
        }
    }

    /** One sign out of a set. Bit 0 to 65534 are characters; beyond the plane they count as the last one. */
    record Signs(BitSet set) implements RegexTree {
        private static final int ALL = 0x10000;

        static final Signs NONE = new Signs(new BitSet());
        static final Signs ANY = NONE.others();
        static final Signs DIGITS = of('0').to(of('9'));
        static final Signs WORD =
                DIGITS.and(of('a').to(of('z'))).and(of('A').to(of('Z'))).and(of('_'));
        static final Signs BLANKS =
                of(' ').and(of('\t')).and(of('\n')).and(of('\r')).and(of('\f')).and(of('\u000b'));

        static Signs of(char sign) {
            var set = new BitSet();
            set.set(sign);
            return new Signs(set);
        }

        Signs and(Signs other) {
            var both = (BitSet) set.clone();
            both.or(other.set);
            return new Signs(both);
        }

        Signs others() {
            var others = (BitSet) set.clone();
            others.flip(0, ALL);
            return new Signs(others);
        }

        Signs to(Signs last) {
            int from = set.nextSetBit(0);
            int until = last.set.nextSetBit(0);
            if (set.cardinality() != 1 || last.set.cardinality() != 1 || from > until)
                throw new RegexParser.NotJudged();
            var range = new BitSet();
            range.set(from, until + 1);
            return new Signs(range);
        }

        boolean overlaps(Signs other) {
            return set.intersects(other.set);
        }
    }
}
