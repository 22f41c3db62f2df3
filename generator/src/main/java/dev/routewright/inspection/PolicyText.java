package dev.routewright.inspection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy in words for people: sections, in each what is listed, and under that what it may hold. Everything that
 * shows a policy (command line, console) shows this, so that nobody approves by a list of his own.
 *
 * @param hash see {@link Policy#hash()}
 */
public record PolicyText(String name, String hash, List<Section> sections) {
    public PolicyText {
        sections = List.copyOf(sections);
    }

    public Optional<Section> section(String id) {
        return sections.stream().filter(section -> section.id().equals(id)).findFirst();
    }

    public List<String> ids() {
        return sections.stream().map(Section::id).toList();
    }

    /**
     * @param id for naming the section on a command line or in an address
     * @param title a heading
     * @param says what holds for the whole section
     * @param keys where in the policy file it is written
     */
    public record Section(String id, String title, String says, List<String> keys, List<Entry> entries) {
        public Section {
            keys = List.copyOf(keys);
            entries = List.copyOf(entries);
        }
    }

    /**
     * Something a route may hold.
     *
     * @param says what it may be, in words; empty when its names or entries say it
     * @param kind the value as the policy file writes it; empty for what is no value
     * @param names allowed words, in alphabetical order
     * @param entries what it may hold in turn
     */
    public record Entry(String name, String says, String kind, List<String> names, List<Entry> entries) {
        public Entry {
            names = List.copyOf(names);
            entries = List.copyOf(entries);
        }

        static Entry of(String name, String says) {
            return new Entry(name, says, "", List.of(), List.of());
        }

        static Entry of(String name, String says, List<Entry> entries) {
            return new Entry(name, says, "", List.of(), entries);
        }

        static Entry names(String name, String says, Collection<String> names) {
            return new Entry(name, says, "", names.stream().sorted().toList(), List.of());
        }

        static Entry value(String name, Kind kind) {
            return new Entry(name, KindText.of(kind), kind.written(), List.of(), List.of());
        }

        /** In alphabetical order, since the policy keeps no other. */
        static List<Entry> values(Map<String, Kind> kinds) {
            return kinds.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(kind -> value(kind.getKey(), kind.getValue()))
                    .toList();
        }
    }
}
