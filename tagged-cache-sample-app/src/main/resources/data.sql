-- Each statement does nothing where its table has rows already.

INSERT INTO author (id, name)
SELECT v.id, v.name
FROM (VALUES
	(1, 'Ada Moreau'),
	(2, 'Bela Kovacs'),
	(3, 'Chidi Okafor'),
	(4, 'Dana Levi')
) AS v (id, name)
WHERE NOT EXISTS (SELECT 1 FROM author);

INSERT INTO article (id, topic, title, content, author_id)
SELECT v.id, v.topic, v.title, v.content, v.author_id
FROM (VALUES
	(1, 'Bread', 'A starter that survives a holiday', 'Feed it stiff, keep it cold, and it sleeps for three weeks.', 1),
	(2, 'Bread', 'Why the crust sings', 'The crumb shrinks as it cools, and the crust cracks: listen for it.', 2),
	(3, 'Cheese', 'Three weeks in a cellar', 'Turn it daily, wipe it weekly, and write down what it smells of.', 3),
	(4, 'Cheese', 'What salt is for', 'It draws out water, slows the wrong bacteria, and only then adds taste.', 1),
	(5, 'Coffee', 'Grind before you argue', 'Most of what people blame on beans is the grinder.', 4),
	(6, 'Coffee', 'Water, the other ingredient', 'Soft water flatters sour beans, hard water hides the good ones.', 3),
	(7, 'Tea', 'Leaves that open twice', 'The second infusion of an oolong is the one to wait for.', 4),
	(8, 'Tea', 'A kettle with patience', 'Let it stand for two minutes off the boil before it meets green tea.', 2)
) AS v (id, topic, title, content, author_id)
WHERE NOT EXISTS (SELECT 1 FROM article);

INSERT INTO comment (article_id, reader, content)
SELECT v.article_id, v.reader, v.content
FROM (VALUES
	(1, 'Emil', 'Mine survived a whole summer this way.'),
	(1, 'Farah', 'Rye flour works even better.'),
	(3, 'Gina', 'Where do you find a cellar these days?'),
	(5, 'Hugo', 'Tell that to my hand grinder.')
) AS v (article_id, reader, content)
WHERE NOT EXISTS (SELECT 1 FROM comment);
