package dev.routewright.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Finds entries by what is written about them, in English and Chinese, by BM25, in memory. The same entries and words
 * give the same order.
 */
final class TextIndex {
    /** Where something is written, with how much that says about the entry. */
    private record Place(String field, float weight) {}

    private static final List<Place> ENGLISH = List.of(
            new Place("name", 2.0f), new Place("title", 1.5f), new Place("text", 1.0f), new Place("more", 0.6f));
    private static final List<Place> CHINESE = List.of(new Place("zh", 1.5f));
    private static final int MOST_TERMS = 250;
    private static final int LONGEST_TEXT = 20_000;
    private static final float SEARCHED = 3;
    private static final Analyzer ANALYZER = new PerFieldAnalyzerWrapper(new EnglishAnalyzer(), Chinese.ANALYZERS);

    /** The dictionary is large: a process reads it once. */
    private static final class Chinese {
        static final Map<String, Analyzer> ANALYZERS = Map.of("zh", new SmartChineseAnalyzer());
    }

    /** @param more words around it, such as names of fields */
    record Entry(String name, String title, String text, String more) {}

    private final IndexSearcher searcher;

    TextIndex(List<Entry> entries) {
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(ANALYZER))) {
            for (Entry entry : entries) writer.addDocument(document(entry));
            writer.forceMerge(1);
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] The index of services could not be made in memory.", e);
        }
        try {
            IndexReader reader = DirectoryReader.open(directory);
            searcher = new IndexSearcher(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] The index of services could not be read from memory.", e);
        }
    }

    private static Document document(Entry entry) {
        var document = new Document();
        document.add(new TextField("name", english(entry.name()), Field.Store.NO));
        document.add(new TextField("title", english(entry.title()), Field.Store.NO));
        document.add(new TextField("text", english(entry.text()), Field.Store.NO));
        document.add(new TextField("more", english(entry.more()), Field.Store.NO));
        var all = entry.title() + " " + entry.text() + " " + entry.more();
        if (Glossary.isHan(all)) document.add(new TextField("zh", bounded(all), Field.Store.NO));
        return document;
    }

    /**
     * Numbers of the entries, the best first; without those that share no word.
     *
     * @param terms count more than the text
     */
    List<Integer> find(String text, List<String> terms, int most) {
        var words = new LinkedHashMap<Term, Float>();
        for (String term : terms) weigh(term, SEARCHED, words);
        weigh(text, 1, words);
        if (words.isEmpty() || most <= 0) return List.of();
        try {
            var hits = searcher.search(query(words), most).scoreDocs;
            return Arrays.stream(hits).map((ScoreDoc hit) -> hit.doc).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] The index of services could not be searched in memory.", e);
        }
    }

    private static Query query(Map<Term, Float> words) {
        var query = new BooleanQuery.Builder();
        words.entrySet().stream().limit(MOST_TERMS).forEach(word -> {
            boolean chinese = word.getKey().field().equals("zh");
            var places = new ArrayList<Query>();
            for (Place place : chinese ? CHINESE : ENGLISH)
                places.add(new BoostQuery(
                        new TermQuery(new Term(place.field(), word.getKey().text())), place.weight()));
            query.add(
                    new BoostQuery(new DisjunctionMaxQuery(places, 0.2f), word.getValue()), BooleanClause.Occur.SHOULD);
        });
        return query.build();
    }

    /** A word that is said often counts a little more. */
    private static void weigh(String text, float weight, Map<Term, Float> words) {
        var counts = new LinkedHashMap<Term, Integer>();
        tokens("name", english(text)).forEach(word -> counts.merge(new Term("name", word), 1, Integer::sum));
        if (Glossary.isHan(text))
            tokens("zh", bounded(text)).forEach(word -> counts.merge(new Term("zh", word), 1, Integer::sum));
        counts.forEach((word, count) -> words.merge(word, weight * (float) (1 + Math.log(count) / 2), Math::max));
    }

    private static List<String> tokens(String field, String text) {
        var tokens = new ArrayList<String>();
        try (var stream = ANALYZER.tokenStream(field, text)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) tokens.add(word.toString());
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] A text in memory could not be read.", e);
        }
        return tokens;
    }

    /** Names cut into words, and Chinese words once more in English. */
    private static String english(String text) {
        var split = bounded(text)
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .replaceAll("[_.:/{}-]+", " ");
        return split + " " + Glossary.shared().translated(split);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
